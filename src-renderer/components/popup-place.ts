/** Where a popup is put into the page: inside the region it belongs to, so that it is found there by every reader. */
export function popupPlace(trigger: HTMLElement): HTMLElement {
  return trigger.closest<HTMLElement>('header, main, [role="dialog"]') ?? document.body;
}
