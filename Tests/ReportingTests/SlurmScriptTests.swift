import Foundation
import NumericCore
import Scenarios
import Testing

@testable import Reporting

/// Scripts for Slurm as text: one value stays one word, whatever it holds, and no array is larger than a site admits.
@Suite struct SlurmScriptTests {
  /// Words that a shell would take apart, run or expand.
  private static let odd = [
    "", "plain", "two words", "it's", "$HOME", "`id`", "a;b", "*", "~", "\"", "\\", "a\nb", "-x",
    "#", "é", "!!",
  ]

  private static func scripts(
    words: [String] = ["run", "study.yaml"], folder: String = "/runs/first", shards: Int = 6
  ) throws -> SlurmScripts {
    SlurmScripts(
      program: "/opt/latecomer", directory: "/home/a b", words: words,
      environment: ["LATECOMER_MODELS": "/m's"], folder: folder, shards: shards,
      resources: try BatchResources(
        partition: "long", account: "team", time: "2:00:00", memory: "4G", processors: 3))
  }

  /// What a shell makes of a text.
  private func shell(_ text: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", text, "sh"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func aShellReadsWordsAsTheyWere() throws {
    let line = Self.odd.map(\.shellWord).joined(separator: " ")
    #expect(try shell("printf '%s|' \(line)") == Self.odd.map { $0 + "|" }.joined())
    #expect("--policies=a,b/c.yaml".shellWord == "--policies=a,b/c.yaml")
  }

  @Test func aTaskRunsItsShard() throws {
    // The script itself, with a program that prints its arguments and without leaving this folder.
    let text = try Self.scripts(words: ["run"] + Self.odd, folder: "/runs/a 'b' $c").shardScript
      .replacing("exec /opt/latecomer", with: "printf '%s|'")
      .replacing("cd -- '/home/a b'", with: "SLURM_ARRAY_TASK_ID=2; SLURM_CPUS_PER_TASK=3")
    let expected =
      ["run"] + Self.odd
      + ["--shard", "67/6", "--threads", "3", "--out", "/runs/a 'b' $c/shards/0067", "--resume"]
    #expect(try shell(text, ["65"]) == expected.map { $0 + "|" }.joined())
  }

  @Test func theMergeTakesTheFolderOfShards() throws {
    let text = try Self.scripts(folder: "/runs/a 'b'").mergeScript
      .replacing("exec /opt/latecomer", with: "printf '%s|'")
      .replacing(
        "cd -- '/home/a b'", with: "printf '%s|%s|' \"$OPENBLAS_NUM_THREADS\" \"$LATECOMER_MODELS\""
      )
    #expect(
      try shell(text)
        == "1|/m's|merge|/runs/a 'b'/shards|--out|/runs/a 'b'/merged|--force|")
  }

  @Test func whatSlurmHasToKnowIsSaid() throws {
    let options = try Self.scripts().shardScript.split(separator: "\n")
      .filter { $0.hasPrefix("#SBATCH ") }.map { $0.dropFirst(8) }
    #expect(
      options == [
        "--job-name=latecomer-shards", "--output=logs/shards-%A_%a.log", "--open-mode=append",
        "--requeue",
        "--signal=B:TERM@60", "--partition=long", "--account=team", "--time=2:00:00", "--mem=4G",
        "--ntasks=1", "--cpus-per-task=3",
      ])
  }

  @Test(arguments: ["", "a b", "a\n#SBATCH --uid=0", "$(id)", "a'b", "é", "a#b"])
  func aValueThatIsNotOneWordIsRefused(value: String) {
    #expect(throws: UsageError.self) { try BatchResources(partition: value) }
    #expect(throws: UsageError.self) { try BatchResources(time: value) }
  }

  @Test(arguments: [(200, 64), (6, 4), (1, 1), (64, 64), (65, 64), (7, 1)])
  func arraysHoldEveryShardOnceBelowTheLimit(shards: Int, limit: Int) {
    let arrays = ShardArray.arrays(of: NumberList(1...shards), limit: limit)
    #expect(arrays.count == (shards + limit - 1) / limit)
    #expect(arrays.flatMap(\.shards.numbers) == Array(1...shards))
    for array in arrays {
      let indices = NumberList(array.indices, within: 0...limit - 1)
      #expect(indices?.numbers.map { $0 + array.first } == array.shards.numbers)
    }
  }

  @Test func scatteredShardsShareArraysWhereIndicesAllow() {
    let arrays = ShardArray.arrays(of: NumberList([3, 66, 67, 130, 200]), limit: 64)
    #expect(arrays.map(\.first) == [3, 67, 200])
    #expect(arrays.map(\.indices) == ["0,63", "0,63", "0"])
  }

  @Test func theCommandsAreThoseOfAShell() {
    let request = SlurmRequest(shards: NumberList(1...6), limit: 4, earlier: ["9"])
    #expect(
      request.shellText(in: "/runs/a b") == """
        cd -- '/runs/a b'
        job1=$(sbatch --parsable --array=0-3 shards.sbatch 1)
        job2=$(sbatch --parsable --array=0-1 shards.sbatch 5)
        sbatch --parsable --dependency=afterany:9:${job1%;*}:${job2%;*} merge.sbatch

        """)
    #expect(SlurmRequest.mergeArguments(after: []) == ["--parsable", "merge.sbatch"])
  }
}
