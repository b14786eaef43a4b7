// What hosts do to HTML that authors paste: replicas of their lists, applied by a maintained
// sanitizer.
import sanitizeHtml from 'sanitize-html';

const TEXT = ['a', 'b', 'blockquote', 'br', 'caption', 'cite', 'code', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'li', 'ol', 'p', 'pre', 'q', 'small', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'];
const EVERYWHERE = ['class', 'id', 'title', 'role', 'lang', 'dir', 'aria-*', 'style'];
const WEB = ['http', 'https', 'mailto', 'ftp'];
const any = [/^[-\w\s.%#,]+$/];

/**
 * Canvas LMS, gems/canvas_sanitize: rich content of teachers and students alike. No scripts, no
 * custom elements, few styles.
 */
export const canvas = (html) => sanitizeHtml(html, {
  allowedTags: [...TEXT, 'iframe', 'video', 'audio', 'object', 'embed', 'param'],
  allowedAttributes: {
    '*': [...EVERYWHERE, 'data-*'],
    a: ['href', 'target', 'name'],
    img: ['align', 'alt', 'height', 'src', 'width'],
    iframe: ['src', 'width', 'height', 'name', 'align', 'frameborder', 'scrolling', 'sandbox', 'allow', 'allowfullscreen', 'loading'],
  },
  allowedStyles: { '*': Object.fromEntries(['border', 'width', 'height', 'margin', 'padding', 'overflow', 'display', 'float', 'max-width', 'min-height'].map((name) => [name, any])) },
  allowedSchemes: ['http', 'https'],
  allowedSchemesByTag: { a: WEB },
  allowProtocolRelative: false,
});

/**
 * Moodle, trusted texts, as teachers write them: the editor keeps frames with their usual
 * attributes and drops scripts.
 */
export const moodleTeacher = (html) => sanitizeHtml(html, {
  allowedTags: [...TEXT, 'iframe', 'video', 'audio', 'object', 'embed'],
  allowedAttributes: {
    '*': EVERYWHERE,
    a: ['href', 'target', 'rel', 'name'],
    img: ['alt', 'height', 'src', 'width', 'loading'],
    iframe: ['src', 'width', 'height', 'name', 'allow', 'allowfullscreen', 'loading', 'sandbox', 'referrerpolicy', 'frameborder', 'scrolling'],
  },
  parseStyleAttributes: false,
  allowedSchemes: WEB,
});

/** Moodle, texts of students, which HTML Purifier cleans: no frames. */
export const moodleStudent = (html) => sanitizeHtml(html, {
  allowedTags: TEXT,
  allowedAttributes: { '*': ['class', 'title', 'lang', 'dir', 'style'], a: ['href', 'target', 'rel'], img: ['alt', 'height', 'src', 'width'] },
  parseStyleAttributes: false,
  allowedSchemes: WEB,
});

/** WordPress, wp_kses_post: posts by everybody who may not write unfiltered HTML. No frames. */
export const wordpressPost = (html) => sanitizeHtml(html, {
  allowedTags: [...TEXT, 'details', 'summary', 'section', 'article', 'aside', 'video', 'audio'],
  allowedAttributes: { '*': [...EVERYWHERE, 'data-*'], a: ['href', 'rel', 'rev', 'name', 'target'], img: ['alt', 'align', 'border', 'height', 'loading', 'src', 'width'] },
  parseStyleAttributes: false,
  allowedSchemes: WEB,
});

/**
 * WordPress, wp_filter_oembed_result: the `html` of type rich from a site that is not on its
 * list. Only the frame is kept, without an origin and with a secret after its address; null if
 * there is no frame.
 */
export function wordpressOembed(html, secret = 'k3Jx0aZQbc') {
  const kept = sanitizeHtml(html, {
    allowedTags: ['a', 'blockquote', 'iframe'],
    allowedAttributes: { a: ['href'], iframe: ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title', 'class'] },
    allowedSchemes: WEB,
  });
  const found = /(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)/s.exec(kept);
  if (!found) return null;
  return found[2]
    .replace('<iframe', '<iframe sandbox="allow-scripts" security="restricted"')
    .replace(/ src="([^"]*)"/, (all, source) => ` src="${source}#?secret=${secret}" data-secret="${secret}"`);
}
