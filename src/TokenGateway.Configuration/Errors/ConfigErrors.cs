namespace TokenGateway.Configuration.Errors;

/// <summary>Collects all errors, so that the operator sees them at once. Not thread-safe.</summary>
internal sealed class ConfigErrors(IOrigins origins)
{
    private readonly List<ConfigError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public IReadOnlyList<ConfigError> ToList() => [.. _errors];

    /// <summary>Adds an error, with the source of <paramref name="path"/>.</summary>
    public void Add(string path, string message) => Add(new ConfigError(path, message, origins.OriginOf(path)));

    /// <summary>Adds an error, once: a cluster that several routes use is checked several times.</summary>
    public void Add(ConfigError error)
    {
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    /// <summary>Whether the key itself already has an error, so that errors below it would be meaningless.</summary>
    public bool AnyAt(string path) => _errors.Exists(error => ConfigPath.Same(error.Path, path));

    /// <summary>
    /// Whether <paramref name="path"/> or a key below it already has an error. Cross-key rules are then skipped: a mistyped
    /// <c>AnyRol</c> must not also be reported as an entry without a condition.
    /// </summary>
    public bool AnyUnder(string path) => _errors.Exists(error => ConfigPath.IsAtOrUnder(error.Path, path));

    /// <exception cref="ConfigurationInvalidException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw new ConfigurationInvalidException(ToList());
    }
}
