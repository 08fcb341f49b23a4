namespace TokenGateway.Configuration.Errors;

/// <summary>
/// The configuration cannot be taken. At start it ends the process; at a reload the configuration in force stays.
/// The message lists every error, a line each.
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
