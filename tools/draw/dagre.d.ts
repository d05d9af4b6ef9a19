/** The part of dagre's API that is used. Its own types are for an ES module, which a CommonJS file cannot import. */
declare module '@dagrejs/dagre' {
  interface Size {
    readonly width: number;
    readonly height: number;
  }

  interface Point {
    readonly x: number;
    readonly y: number;
  }

  /** `layout` adds the centre of each node and of each label, and the points of each edge. */
  export class Graph {
    constructor(options: { multigraph: boolean });
    setGraph(options: { nodesep: number; edgesep: number; ranksep: number }): this;
    setNode(id: string, size: Size): this;
    setEdge(from: string, to: string, label: Size & { labelpos: 'c'; weight: number }, name: string): this;
    node(id: string): Size & Point;
    edge(edge: { v: string; w: string; name: string }): Size & Point & { points: Point[] };
  }

  export function layout(graph: Graph): void;
}
