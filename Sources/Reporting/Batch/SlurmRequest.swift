import Scenarios

/// What is asked of `sbatch`: arrays of shards, and a job that merges when they have ended, however they ended.
///
/// `afterany` and not `afterok`: a task that was killed must not keep the merge from saying what is missing. Arrays depend on nothing;
/// the scheduler of the site runs as many tasks as it admits.
public struct SlurmRequest: Sendable, Hashable {
  /// Arrays to submit, perhaps none.
  public let arrays: [ShardArray]
  /// Jobs of earlier requests that have not ended.
  public let earlier: [String]

  /// Asks for shards.
  ///
  /// - Parameters:
  ///   - shards: numbers of the shards.
  ///   - limit: tasks that an array may have.
  ///   - earlier: jobs that the merge waits for as well.
  public init(shards: NumberList, limit: Int, earlier: [String] = []) {
    arrays = ShardArray.arrays(of: shards, limit: limit)
    self.earlier = earlier
  }

  /// Arguments of `sbatch` for an array.
  public static func arguments(_ array: ShardArray) -> [String] {
    ["--parsable", "--array=\(array.indices)", SlurmScripts.shardFile, "\(array.first)"]
  }

  /// Arguments of `sbatch` for the job that merges.
  ///
  /// - Parameter jobs: what it waits for.
  public static func mergeArguments(after jobs: [String]) -> [String] {
    ["--parsable"]
      + (jobs.isEmpty ? [] : ["--dependency=afterany:" + jobs.joined(separator: ":")])
      + [SlurmScripts.mergeFile]
  }

  /// The same as lines of a shell, for whoever submits by hand.
  public func shellText(in folder: String) -> String {
    var lines = ["cd -- \(folder.shellWord)"]
    var jobs = earlier
    for (number, array) in arrays.enumerated() {
      let words = Self.arguments(array).map(\.shellWord).joined(separator: " ")
      lines.append("job\(number + 1)=$(sbatch \(words))")
      // In a federation the number is followed by the name of the cluster.
      jobs.append("${job\(number + 1)%;*}")
    }
    // Nothing in these words has another meaning to a shell than the variables just set.
    lines.append("sbatch " + Self.mergeArguments(after: jobs).joined(separator: " "))
    return lines.joined(separator: "\n") + "\n"
  }
}
