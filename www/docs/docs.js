// The live examples: buttons that control the first figure, and a log of its messages.
(() => {
  // All texts that it may show.
  const words = {
    now: (verdict) => `The figure says: ${verdict}`,
    refused: (reason) => `The figure answers: ${reason}`,
  };
  /** The most lines of the log. */
  const MOST = 200;
  const figure = document.getElementById('steered');
  const told = document.getElementById('told');
  const log = document.getElementById('log');

  for (const type of ['ready', 'state', 'notice', 'error', 'exit']) {
    figure.addEventListener(type, ({ detail }) => {
      const line = document.createElement('li');
      line.textContent = `${type} ${JSON.stringify(detail)}`;
      log.append(line);
      if (log.children.length > MOST) log.firstChild.remove();
      log.parentElement.scrollTop = log.parentElement.scrollHeight;
      if (type === 'state' && detail.ready) told.textContent = words.now(detail.verdict);
    });
  }

  document.querySelector('.buttons').addEventListener('click', ({ target }) => {
    const { link, preset, reset } = target.dataset;
    const done = link ? figure.set(link) : preset ? figure.preset(preset) : reset !== undefined ? figure.reset() : null;
    done?.catch((error) => { told.textContent = words.refused(error.message); });
  });
})();
