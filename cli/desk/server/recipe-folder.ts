import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '../../operate/records/recipe';
import { RecipeError, formatRecipe, parseRecipe } from '../../operate/records/recipe-file';

/** Recipes as files of JSON in a folder, which `dlq fix --recipe` reads as well. */
export class RecipeFolder {
  constructor(public readonly folder: string) {}

  /** Those that can be read. */
  public all(): Recipe[] {
    return this.files().flatMap((name) => {
      try {
        return [parseRecipe(readFileSync(join(this.folder, name), 'utf8'))];
      } catch (error) {
        if (error instanceof RecipeError) return [];
        throw error;
      }
    });
  }

  /** Returns the file's name, made of the recipe's. A recipe of the same name is replaced. */
  public save(recipe: Recipe): string {
    const name = `${recipe.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'recipe'}.json`;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), formatRecipe(recipe));
    return name;
  }

  private files(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.json')).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}
