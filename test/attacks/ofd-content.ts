export const first = /<ofd:Signature ID="s001"[^>]*\/>/;

export const second = /<ofd:Signature ID="s003"[^>]*\/>/;
