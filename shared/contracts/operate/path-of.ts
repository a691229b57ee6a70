/** How a command is named in a URL, and in the names of what is made for it. */
export const pathOf = (name: string): string => name.replaceAll(' ', '-');
