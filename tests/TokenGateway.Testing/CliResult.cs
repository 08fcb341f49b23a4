namespace TokenGateway.Testing;

/// <summary>The result of a command.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error);
