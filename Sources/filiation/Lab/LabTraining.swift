import Lab
import Statistics

/// Training with progress on the terminal.
enum LabTraining {
  static func zoo(_ pedigree: Pedigree, in world: World) async -> Zoo {
    BLAS.useOneThread()
    let count = pedigree.recipes.count
    Terminal.printError("Training \(counted(count, "model")) ...")
    var trained = 0
    let zoo = await Zoo(training: pedigree, in: world) { id in
      trained += 1
      if Terminal.isInteractive { Terminal.redrawLine("\(trained)/\(count) \(id)") }
    }
    if Terminal.isInteractive { Terminal.printError("") }
    return zoo
  }
}
