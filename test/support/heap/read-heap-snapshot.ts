// V8's heap snapshot format, as far as it takes to find strings and to say what holds them.

type SnapshotJson = {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
};

export type HeapString = {
  readonly text: string;
  /** The way to a root, nearest first, as far as it is interesting. */
  readonly holders: readonly string[];
};

export type HeapSnapshot = {
  /** Strings alive in the heap that `isWanted`. */
  readonly findStrings: (isWanted: (text: string) => boolean) => readonly HeapString[];
};

const MAX_HOLDERS = 8;

export function readHeapSnapshot(json: string): HeapSnapshot {
  const { snapshot, nodes, edges, strings } = JSON.parse(json) as SnapshotJson;
  const { node_fields: fields, node_types: types, edge_fields: edgeFields, edge_types: edgeTypes } = snapshot.meta;
  const width = fields.length;
  const at = { name: fields.indexOf('name'), edges: fields.indexOf('edge_count') };
  const edgeWidth = edgeFields.length;
  const edgeAt = { type: 0, name: edgeFields.indexOf('name_or_index'), to: edgeFields.indexOf('to_node') };
  const weak = edgeTypes[0].indexOf('weak');
  const element = edgeTypes[0].indexOf('element');
  const hidden = edgeTypes[0].indexOf('hidden');
  const nameOf = (node: number): string => strings[nodes[node + at.name] ?? -1] ?? '';
  const typeOf = (node: number): string => types[0][nodes[node] ?? -1] ?? '';

  /** One strong path per node, from the roots: first reached, first named. */
  function findHolders(): ReadonlyMap<number, readonly [holder: number, by: string]> {
    const firstEdge = new Map<number, number>();
    let edge = 0;
    for (let node = 0; node < nodes.length; node += width) {
      firstEdge.set(node, edge);
      edge += (nodes[node + at.edges] ?? 0) * edgeWidth;
    }
    const holders = new Map<number, readonly [number, string]>();
    let level = [0];
    while (level.length > 0) {
      const next: number[] = [];
      for (const node of level) {
        const start = firstEdge.get(node) ?? 0;
        const end = start + (nodes[node + at.edges] ?? 0) * edgeWidth;
        for (let one = start; one < end; one += edgeWidth) {
          const to = edges[one + edgeAt.to] ?? 0;
          const type = edges[one + edgeAt.type];
          if (type === weak || to === 0 || holders.has(to)) continue;
          const name = edges[one + edgeAt.name] ?? 0;
          holders.set(to, [node, type === element || type === hidden ? `[${name}]` : (strings[name] ?? '')]);
          next.push(to);
        }
      }
      level = next;
    }
    return holders;
  }

  return {
    findStrings(isWanted) {
      const wanted = new Set(strings.flatMap((text, index) => (isWanted(text) ? [index] : [])));
      if (wanted.size === 0) return [];
      const holders = findHolders();
      const found: HeapString[] = [];
      for (let node = 0; node < nodes.length; node += width) {
        if (!wanted.has(nodes[node + at.name] ?? -1)) continue;
        const way: string[] = [];
        for (let one = node; way.length < MAX_HOLDERS; ) {
          const [holder, by] = holders.get(one) ?? [0, 'nothing'];
          way.push(`${by} of ${nameOf(holder).slice(0, 40)} (${typeOf(holder)})`);
          if (holder === 0) break;
          one = holder;
        }
        found.push({ text: nameOf(node), holders: way });
      }
      return found;
    },
  };
}
