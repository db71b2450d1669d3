import Scenarios

/// Shards that one job array computes: task `index` computes shard `first + index`.
///
/// Sites limit the index of a task (Slurm: below `MaxArraySize`), so that a run of many shards becomes several arrays that
/// each begin at index 0, https://slurm.schedmd.com/job_array.html.
public struct ShardArray: Sendable, Hashable {
  /// The shard of index 0, which need not be among them.
  public let first: Int
  /// The shards.
  public let shards: NumberList

  /// Indices as `sbatch --array` takes them.
  public var indices: String { NumberList(shards.numbers.map { $0 - first }).text }

  /// Divides shards over as few arrays as a limit allows.
  ///
  /// - Parameters:
  ///   - shards: numbers of shards, each once, ascending.
  ///   - limit: tasks that an array may have; indices stay below it.
  public static func arrays(of shards: NumberList, limit: Int) -> [ShardArray] {
    precondition(limit > 0, "arrays of \(limit) tasks")
    var arrays: [ShardArray] = []
    var group: [Int] = []
    func close() {
      if let first = group.first {
        arrays.append(ShardArray(first: first, shards: NumberList(group)))
      }
    }
    for number in shards.numbers {
      if let first = group.first, number - first >= limit {
        close()
        group = []
      }
      group.append(number)
    }
    close()
    return arrays
  }
}
