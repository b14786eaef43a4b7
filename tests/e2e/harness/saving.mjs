// The menus for saving pictures.

/** Opens the menu that has a picture, unless it is open, and chooses its format; `words`: what the button calls the picture. */
export async function chooseToSave(page, words, format) {
  const menu = page.locator('.saves', { has: page.getByText(`Save ${words} as `, { exact: true }) });
  if (!(await menu.evaluate((fold) => fold.open))) await menu.locator('summary').click();
  await page.getByRole('button', { name: `Save ${words} as ${format}`, exact: true }).click();
}
