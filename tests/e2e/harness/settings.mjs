// The settings: the words of the sentence, and the others in the fold.

/** Opens the fold with the settings that are not in the sentence. */
export async function openMore(page) {
  const fold = page.locator('#settings');
  if (!(await fold.evaluate((fold) => fold.open))) await fold.locator('summary').click();
}

/** Closes it: it lies over the picture. */
export async function closeMore(page) {
  const fold = page.locator('#settings');
  if (await fold.evaluate((fold) => fold.open)) await fold.locator('summary').click();
}

/** Drags a number of the sentence sideways, through these distances from where it is. */
export async function drag(page, id, ...distances) {
  const mouse = page.mouse ?? page.page().mouse;
  const box = await page.locator(`#${id}`).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(x, y);
  await mouse.down();
  for (const distance of distances) await mouse.move(x + distance, y);
  await mouse.up();
}
