import type { JSX } from 'preact';
import type { Recipe } from '../../server/api';

type Operation = Recipe['operations'][number];
type Condition = Recipe['when'][number];

const OPERATIONS: readonly Operation['op'][] = ['add', 'replace', 'remove', 'move', 'copy', 'test'];
const HOLDS = { exists: 'is there', missing: 'is not there', equals: 'equals' } as const;

interface RecipeFormProps {
  readonly recipe: Recipe;
  readonly onChange: (recipe: Recipe) => void;
}

export function RecipeForm({ recipe, onChange }: RecipeFormProps): JSX.Element {
  const { name, when, operations } = recipe;
  return (
    <form class="recipe-form" onSubmit={(event) => event.preventDefault()}>
      <label class="field">Name <input type="text" value={name} placeholder="add contact" autoComplete="off" onInput={(event) => onChange({ ...recipe, name: event.currentTarget.value })} /></label>
      <fieldset>
        <legend>If</legend>
        {when.map((condition, i) => (
          <ConditionRow key={i} n={i + 1} condition={condition}
            onChange={(next) => onChange({ ...recipe, when: replaced(when, i, next) })}
            onRemove={() => onChange({ ...recipe, when: without(when, i) })} />
        ))}
        <button type="button" class="link" onClick={() => onChange({ ...recipe, when: [...when, { path: '/', exists: true }] })}>{when.length === 0 ? 'Add a condition' : 'And another'}</button>
      </fieldset>
      <fieldset>
        <legend>Then</legend>
        {operations.map((operation, i) => (
          <OperationRow key={i} n={i + 1} operation={operation}
            onChange={(next) => onChange({ ...recipe, operations: replaced(operations, i, next) })}
            onRemove={() => onChange({ ...recipe, operations: without(operations, i) })} />
        ))}
        <button type="button" class="link" onClick={() => onChange({ ...recipe, operations: [...operations, { op: 'add', path: '/', value: '' }] })}>Add a change</button>
      </fieldset>
    </form>
  );
}

interface RowProps {
  readonly n: number;
  readonly onRemove: () => void;
}

interface ConditionRowProps extends RowProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

function ConditionRow({ n, condition, onChange, onRemove }: ConditionRowProps): JSX.Element {
  const { path, equals } = condition;
  const holds = equals !== undefined ? 'equals' : condition.exists === false ? 'missing' : 'exists';
  const as = (next: string): Condition => next === 'equals' ? { path, equals: equals ?? '' } : { path, exists: next === 'exists' };
  return (
    <div class="recipe-row">
      <input class="mono" type="text" aria-label={`Condition ${n}: pointer`} value={path} spellcheck={false} onInput={(event) => onChange({ ...condition, path: event.currentTarget.value })} />
      <select aria-label={`Condition ${n}: what holds`} value={holds} onChange={(event) => onChange(as(event.currentTarget.value))}>{Object.entries(HOLDS).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
      {equals !== undefined && <input class="mono" type="text" aria-label={`Condition ${n}: value as JSON`} value={equals} spellcheck={false} onInput={(event) => onChange({ path, equals: event.currentTarget.value })} />}
      <button type="button" class="quiet" aria-label={`Remove condition ${n}`} onClick={onRemove}>×</button>
    </div>
  );
}

interface OperationRowProps extends RowProps {
  readonly operation: Operation;
  readonly onChange: (operation: Operation) => void;
}

function OperationRow({ n, operation, onChange, onRemove }: OperationRowProps): JSX.Element {
  return (
    <div class="recipe-row">
      <select aria-label={`Change ${n}: operation`} value={operation.op} onChange={(event) => onChange(withOp(operation, event.currentTarget.value as Operation['op']))}>{OPERATIONS.map((op) => <option key={op} value={op}>{op}</option>)}</select>
      {'from' in operation && <input class="mono" type="text" aria-label={`Change ${n}: from pointer`} value={operation.from} spellcheck={false} onInput={(event) => onChange({ ...operation, from: event.currentTarget.value })} />}
      <input class="mono" type="text" aria-label={`Change ${n}: pointer`} value={operation.path} spellcheck={false} onInput={(event) => onChange({ ...operation, path: event.currentTarget.value })} />
      {'value' in operation && <input class="mono grow" type="text" aria-label={`Change ${n}: value as JSON`} placeholder="value, as JSON" value={operation.value} spellcheck={false} onInput={(event) => onChange({ ...operation, value: event.currentTarget.value })} />}
      <button type="button" class="quiet" aria-label={`Remove change ${n}`} onClick={onRemove}>×</button>
    </div>
  );
}

function withOp(operation: Operation, op: Operation['op']): Operation {
  const { path } = operation;
  switch (op) {
    case 'add': case 'replace': case 'test': return { op, path, value: 'value' in operation ? operation.value : '' };
    case 'remove': return { op, path };
    case 'move': case 'copy': return { op, path, from: 'from' in operation ? operation.from : '/' };
  }
}

function replaced<T>(list: readonly T[], at: number, value: T): T[] {
  return list.map((each, i) => i === at ? value : each);
}

function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at);
}
