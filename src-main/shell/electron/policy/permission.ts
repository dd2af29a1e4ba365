import { appOrigin } from './address.ts';

/** Camera, place, notifications, serial ports, clipboard and all the others: the screen needs none of them. */
export function mayUsePermission(_permission: string): false {
  return false;
}

/** A file leaves the window only when a person asked for it there, and then a dialog asks where to. */
export function mayDownload(item: { readonly url: string; readonly hasUserGesture: boolean }): boolean {
  return item.hasUserGesture && item.url.startsWith(`blob:${appOrigin}/`);
}
