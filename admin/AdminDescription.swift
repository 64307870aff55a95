/// The admin API as it is described: `openapi.yaml` beside this file, embedded in the binary.
public enum AdminDescription {
    /// The description in YAML, byte for byte.
    public static let yaml = PackageResources.openapi_yaml
}
