namespace TokenGateway.Configuration.Errors;

/// <summary>
/// The configuration is invalid. At startup, the process exits; on a reload, the current configuration stays in force. The
/// message lists every error on its own line.
/// </summary>
public sealed class ConfigurationInvalidException : Exception
{
    public ConfigurationInvalidException()
        : this([])
    {
    }

    public ConfigurationInvalidException(string message)
        : base(message)
    {
    }

    public ConfigurationInvalidException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ConfigurationInvalidException(IReadOnlyList<ConfigError> errors)
        : base(Describe(errors)) => Errors = errors;

    public IReadOnlyList<ConfigError> Errors { get; } = [];

    private static string Describe(IReadOnlyList<ConfigError> errors) =>
        string.Join('\n', errors.Select(error => error.ToString()).Prepend("The configuration is invalid:"));
}
