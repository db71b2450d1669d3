import Scenarios

extension FuzzReader {
  /// Readers of what parts of a command and submissions to a batch system say of themselves.
  static func parts(_ bench: Workbench) -> [FuzzReader] { [part(bench), submission(bench)] }

  private static func part(_ bench: Workbench) -> FuzzReader {
    let text =
      "{\"version\": \"\(RunSeed.version)\", \"command\": [\"run\", \"study.yaml\"], \"shard\": 2, \"count\": 3, "
      + "\"isFinished\": true, \"study\": \"00ff\", \"stages\": [{\"stage\": 1, \"first\": 0, \"end\": 4, \"blocks\": 9}], "
      + "\"files\": [{\"name\": \"outcomes.csv\", \"bytes\": 2, \"hash\": \"00\"}], \"digest\": \"\(ManifestDigest.blank)\"}"
    return FuzzReader(
      "shard-record", seeds: [RunSeed.sealed(Array(text.utf8))], share: 40, hasLines: false,
      seal: RunSeed.sealed
    ) {
      try bench.write($0, "parts/2/" + ShardRecord.fileName)
      try bench.write("x\n", "parts/2/outcomes.csv")
      // What merges, and what says which parts to run again.
      let set = try ShardSet([bench.path("parts")], version: RunSeed.version)
      _ = set.missing.prefix(10)
      if let issue = set.strangers.first { throw StudyErrors([issue]) }
    }
  }

  private static func submission(_ bench: Workbench) -> FuzzReader {
    let folder = bench.path("submitted")
    let text =
      "{\"version\": \"\(RunSeed.version)\", \"command\": [\"run\", \"study.yaml\"], \"folder\": \"\(folder)\", \"shards\": 9, "
      + "\"arrayLimit\": 4, \"jobs\": [{\"id\": \"17\", \"shards\": \"1-4,6\"}, {\"id\": \"18\", \"shards\": \"\"}]}"
    return FuzzReader(
      "submission", seeds: [Array(text.utf8)], share: 40, hasLines: false
    ) {
      try bench.write($0, "submitted/" + Submission.file)
      _ = try Submission(inFolder: folder)
    }
  }
}
