extension StudyResolution {
  func endpoint(_ entry: StudyFile.Subject) -> EndpointChoice {
    guard let written = entry.endpoint else { return EndpointChoice(provider: "", settings: "{}") }
    checkSettings(written)
    return choice(written)
  }

  /// The choice as written, without checks.
  func choice(_ written: StudyFile.Endpoint) -> EndpointChoice {
    EndpointChoice(
      provider: written.provider?.value ?? "", model: written.texts["model"],
      baseURL: written.texts["base_url"], system: written.texts["system"],
      settings: written.json)
  }

  private func checkSettings(_ written: StudyFile.Endpoint) {
    guard let provider = written.provider else { return }
    guard let allowed = vocabulary.providers[provider.value] else {
      mistakes.addUnknown(
        "provider", provider.value, at: provider, known: vocabulary.providers.keys.sorted())
      return
    }
    for (name, place) in written.places where name != "provider" && !allowed.contains(name) {
      mistakes.add(
        "the provider \(provider.value) has no setting '\(name)'", at: place,
        remedy: suggestion(for: name, among: allowed))
    }
  }
}
