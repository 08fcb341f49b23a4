namespace TokenGateway.Testing;

/// <summary>What a command came to.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error);
