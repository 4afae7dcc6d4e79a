import Lab
import Statistics

/// Training with progress on the terminal.
enum LabTraining {
  static func zoo(_ pedigree: Pedigree, in world: World) async -> Zoo {
    BLAS.useOneThread()
    let count = pedigree.recipes.count
    Terminal.printError("Training \(counted(count, "model")) ...")
    let meter = WorkMeter("models trained")
    defer { meter.finish() }
    var trained = 0
    return await Zoo(training: pedigree, in: world) { _ in
      trained += 1
      meter.show(trained, of: count, "models trained")
    }
  }
}
