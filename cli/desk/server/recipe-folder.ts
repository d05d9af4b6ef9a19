import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskRecipe } from './api';

/** Recipes as files of JSON in a folder, which `dlq fix --recipe` reads as well. */
export class RecipeFolder {
  constructor(public readonly folder: string) {}

  public all(): DeskRecipe[] {
    return this.files().flatMap((name) => {
      const recipe = parse(readFileSync(join(this.folder, name), 'utf8'));
      return recipe === undefined ? [] : [recipe];
    });
  }

  /** Returns the file's name, made of the recipe's. A recipe of the same name is replaced. */
  public save(recipe: DeskRecipe): string {
    const name = `${recipe.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'recipe'}.json`;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), `${JSON.stringify(recipe, null, 2)}\n`);
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

function parse(text: string): DeskRecipe | undefined {
  try {
    const recipe = JSON.parse(text) as Partial<DeskRecipe> | null;
    if (typeof recipe?.name !== 'string' || !Array.isArray(recipe.operations)) return undefined;
    return { name: recipe.name, description: recipe.description ?? '', when: recipe.when ?? [], operations: recipe.operations };
  } catch {
    return undefined;
  }
}
