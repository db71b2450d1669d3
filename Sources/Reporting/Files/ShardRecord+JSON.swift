import Scenarios

extension ShardRecord {
  /// The record as the text of its file, which knows when it was changed.
  var text: String { ManifestDigest.sealed(json.rendered) }

  private var json: JSONValue {
    [
      "version": version, "command": command, "shard": shard, "count": count,
      "isFinished": isFinished, "study": study,
      "stages": stages.json {
        ["stage": $0.stage, "first": $0.first, "end": $0.end, "blocks": $0.blocks]
      },
      "files": files.json { ["name": $0.name, "bytes": $0.bytes, "hash": $0.hash] },
      "digest": ManifestDigest.blank,
    ]
  }
}
