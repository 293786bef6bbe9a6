/** A crate's name as symbols write it; a package of Go too, whose linker writes `_` for `/`. */
export const crateName = (name: string): string => name.toLowerCase().replaceAll(/[-/]/g, '_');
