import type { Edge, Graph } from './graph';

/** A node of the graph, or a bend of an edge that passes a layer. */
export interface Slot {
  readonly id: string;
  readonly bend: boolean;
}

/** A piece of an edge from one layer to the next. */
export interface Piece {
  readonly upper: string;
  readonly lower: string;
}

export interface Routed {
  readonly edge: Edge;
  /** From top to bottom: the slots that it passes, its ends included. */
  readonly slots: string[];
  /** Whether it leads upwards. */
  readonly upwards: boolean;
}

export interface Layers {
  readonly layers: Slot[][];
  readonly pieces: Piece[];
  readonly routed: Routed[];
}

const SWEEPS = 40;

/** Puts nodes into layers so that edges lead downwards, and orders each layer so that few of them cross. */
export function toLayers(graph: Graph): Layers {
  const upwards = edgesThatLeadBack(graph);
  const rank = ranks(graph, upwards);
  const layers: Slot[][] = Array.from({ length: Math.max(...rank.values()) + 1 }, () => []);
  graph.nodes.forEach(({ id }) => layers[rank.get(id)!].push({ id, bend: false }));
  const pieces: Piece[] = [];
  const routed = graph.edges.map((edge, i): Routed => {
    const back = upwards.has(edge);
    const [top, bottom] = back ? [edge.to, edge.from] : [edge.from, edge.to];
    const slots = [top];
    for (let layer = rank.get(top)! + 1; layer < rank.get(bottom)!; layer++) {
      const id = `${i}/${layer}`;
      layers[layer].push({ id, bend: true });
      slots.push(id);
    }
    slots.push(bottom);
    slots.slice(1).forEach((lower, j) => pieces.push({ upper: slots[j], lower }));
    return { edge, slots, upwards: back };
  });
  return { layers: withFewCrossings(layers, pieces), pieces, routed };
}

function edgesThatLeadBack({ nodes, edges }: Graph): Set<Edge> {
  const back = new Set<Edge>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const edge of edges.filter(({ from }) => from === id)) {
      if (state.get(edge.to) === 'open') back.add(edge);
      else if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  };
  nodes.filter(({ id }) => !state.has(id)).forEach(({ id }) => !state.has(id) && visit(id));
  return back;
}

/** The longest way from the top, and then as near to what follows as that allows. */
function ranks({ nodes, edges }: Graph, upwards: Set<Edge>): Map<string, number> {
  const down = edges.map((edge) => (upwards.has(edge) ? { from: edge.to, to: edge.from } : edge)).filter(({ from, to }) => from !== to);
  const rank = new Map(nodes.map(({ id }) => [id, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to } of down) {
      if (rank.get(to)! <= rank.get(from)!) {
        rank.set(to, rank.get(from)! + 1);
        changed = true;
      }
    }
  }
  // What nothing leads to moves down to where it leads.
  for (const { id } of nodes) {
    const out = down.filter(({ from }) => from === id);
    if (out.length > 0 && !down.some(({ to }) => to === id)) rank.set(id, Math.min(...out.map(({ to }) => rank.get(to)!)) - 1);
  }
  return rank;
}

function withFewCrossings(start: Slot[][], pieces: Piece[]): Slot[][] {
  const above = neighbours(pieces, 'lower', 'upper');
  const below = neighbours(pieces, 'upper', 'lower');
  let layers = start.map((layer) => [...layer]);
  let best = layers;
  let fewest = crossings(layers, pieces);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    const next = layers.map((layer) => [...layer]);
    for (let step = 1; step < next.length; step++) {
      const i = down ? step : next.length - 1 - step;
      const fixed = positions(next[down ? i - 1 : i + 1]);
      const own = positions(next[i]);
      const centre = (id: string): number => {
        const places = ((down ? above : below).get(id) ?? []).map((other) => fixed.get(other)!);
        return places.length > 0 ? places.reduce((sum, place) => sum + place, 0) / places.length : own.get(id)!;
      };
      next[i].sort((a, b) => centre(a.id) - centre(b.id) || own.get(a.id)! - own.get(b.id)!);
    }
    const improved = exchanged(next, pieces);
    const count = crossings(improved, pieces);
    if (count < fewest) [best, fewest] = [improved, count];
    layers = improved;
  }
  return best;
}

/** Exchanges neighbours as long as that helps. */
function exchanged(layers: Slot[][], pieces: Piece[]): Slot[][] {
  const result = layers.map((layer) => [...layer]);
  let count = crossings(result, pieces);
  for (let changed = true; changed;) {
    changed = false;
    for (const layer of result) {
      for (let i = 0; i + 1 < layer.length; i++) {
        [layer[i], layer[i + 1]] = [layer[i + 1], layer[i]];
        const now = crossings(result, pieces);
        if (now < count) [count, changed] = [now, true];
        else [layer[i], layer[i + 1]] = [layer[i + 1], layer[i]];
      }
    }
  }
  return result;
}

function crossings(layers: Slot[][], pieces: Piece[]): number {
  let count = 0;
  for (let i = 0; i + 1 < layers.length; i++) {
    const upper = positions(layers[i]);
    const lower = positions(layers[i + 1]);
    const between = pieces.filter((piece) => upper.has(piece.upper) && lower.has(piece.lower))
      .map((piece) => [upper.get(piece.upper)!, lower.get(piece.lower)!]);
    between.forEach(([u1, l1], j) => between.slice(j + 1).forEach(([u2, l2]) => {
      if ((u1 - u2) * (l1 - l2) < 0) count++;
    }));
  }
  return count;
}

function neighbours(pieces: Piece[], of: keyof Piece, to: keyof Piece): Map<string, string[]> {
  const map = new Map<string, string[]>();
  pieces.forEach((piece) => map.set(piece[of], [...map.get(piece[of]) ?? [], piece[to]]));
  return map;
}

const positions = (layer: Slot[]): Map<string, number> => new Map(layer.map(({ id }, i) => [id, i]));
