"""Adds ItemBatcher to MiniStack's Distributed Map: each child gets up to MaxItemsPerBatch items, which fit into its input."""

import json

from ministack.services import stepfunctions

from strictness.around import around

MAX_INPUT = 262_144
WRAPPING = len('{"Items":[]}')


def give_children_batches():
    @around(stepfunctions, "_run_distributed_map")
    def run_distributed_map(original, state, raw_input, effective, iterator, execution, ctx):
        batcher = state.get("ItemBatcher")
        if not batcher:
            return original(state, raw_input, effective, iterator, execution, ctx)
        for name in ("BatchInput", "MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"):
            if name in batcher:
                raise NotImplementedError(f"The emulator has no {name} of ItemBatcher")
        if state.get("ItemReader"):
            items = stepfunctions._read_map_items(state["ItemReader"], effective, ctx)
        else:
            items = stepfunctions._resolve_path_or_ctx(state.get("ItemsPath", "$"), effective, ctx)
        batches = [{"Items": batch} for batch in batches_of(items, batcher)]
        without = {name: value for name, value in state.items() if name not in ("ItemReader", "ItemBatcher", "ItemsPath")}
        return original(without, raw_input, batches, iterator, execution, ctx)


def batches_of(items, batcher):
    most = batcher.get("MaxItemsPerBatch") or len(items)
    room = min(batcher.get("MaxInputBytesPerBatch") or MAX_INPUT, MAX_INPUT) - WRAPPING
    batch, size = [], 0
    for item in items:
        needed = len(json.dumps(item, ensure_ascii=False).encode("utf-8")) + 1
        if batch and (len(batch) == most or size + needed > room):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += needed
    if batch:
        yield batch
