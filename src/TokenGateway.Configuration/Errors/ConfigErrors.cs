namespace TokenGateway.Configuration.Errors;

/// <summary>
/// Collects everything that is wrong, so that the operator sees all of it at once. Not safe for several threads.
/// </summary>
internal sealed class ConfigErrors(IOrigins origins)
{
    private readonly List<ConfigError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public IReadOnlyList<ConfigError> ToList() => [.. _errors];

    /// <summary>Adds an error; where it was written is looked up from <paramref name="path"/>.</summary>
    public void Add(string path, string message) => Add(new ConfigError(path, message, origins.OriginOf(path)));

    /// <summary>Adds an error, once: a cluster that several routes use is looked at several times.</summary>
    public void Add(ConfigError error)
    {
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    /// <summary>Whether the key itself is wrong already; what lies below it then says nothing.</summary>
    public bool AnyAt(string path) => _errors.Exists(error => ConfigPath.Same(error.Path, path));

    /// <summary>
    /// Whether something at or below <paramref name="path"/> is wrong already. Rules that join several keys are not
    /// asked then: a mistyped <c>AnyRol</c> shall not also be reported as an entry without a condition.
    /// </summary>
    public bool AnyUnder(string path) => _errors.Exists(error => ConfigPath.IsAtOrUnder(error.Path, path));

    /// <exception cref="ConfigurationInvalidException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw new ConfigurationInvalidException(ToList());
    }
}
