/** What VS Code sets on a webview's page: the class of its body, and its theme's colors. */
export interface PageTheme {
  name: string;
  bodyClass: string;
  colors: Readonly<Record<string, string>>;
}

/** VS Code's default themes, as far as the player uses them. */
export const PAGE_THEMES = [
  {
    name: 'dark-theme',
    bodyClass: 'vscode-dark',
    colors: {
      ...{ 'editor-background': '#181818', foreground: '#cccccc', descriptionForeground: '#9d9d9d' },
      ...{ 'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1' },
      ...{ 'textLink-foreground': '#4daafc', 'widget-border': '#313131', focusBorder: '#0078d4' },
      ...{ 'editorWidget-background': '#202020', 'input-background': '#313131', 'input-foreground': '#cccccc' },
    },
  },
  {
    name: 'light-theme',
    bodyClass: 'vscode-light',
    colors: {
      ...{ 'editor-background': '#f8f8f8', foreground: '#3b3b3b', descriptionForeground: '#3b3b3b' },
      ...{ 'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8' },
      ...{ 'textLink-foreground': '#005fb8', 'widget-border': '#e5e5e5', focusBorder: '#005fb8' },
      ...{ 'editorWidget-background': '#f8f8f8', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b' },
    },
  },
  {
    name: 'high-contrast',
    bodyClass: 'vscode-high-contrast',
    colors: {
      ...{ 'editor-background': '#000000', foreground: '#ffffff', descriptionForeground: '#ffffffb3' },
      ...{ contrastBorder: '#6fc3df', contrastActiveBorder: '#f38518', focusBorder: '#f38518' },
      ...{ 'button-foreground': '#ffffff', 'textLink-foreground': '#21a6ff', 'widget-border': '#6fc3df' },
      ...{ 'editorWidget-background': '#0c141f', 'input-background': '#000000', 'input-foreground': '#ffffff' },
    },
  },
  {
    name: 'high-contrast-light',
    bodyClass: 'vscode-high-contrast-light',
    colors: {
      ...{ 'editor-background': '#ffffff', foreground: '#292929', descriptionForeground: '#292929b3' },
      ...{ contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd', focusBorder: '#006bbd' },
      ...{ 'button-background': '#0f4a85', 'button-foreground': '#ffffff', 'textLink-foreground': '#0f4a85' },
      ...{ 'editorWidget-background': '#ffffff', 'input-background': '#ffffff', 'input-foreground': '#292929' },
    },
  },
] as const satisfies readonly PageTheme[];
