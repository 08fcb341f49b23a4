using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Settings;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Edge.Compilation;

/// <summary>State shared by the parts of one compilation.</summary>
/// <param name="Errors">Collects errors.</param>
/// <param name="BaseFolder">The folder that relative file names refer to.</param>
/// <param name="IsHostPolicy">Whether the host application has an authorization policy of this name.</param>
internal sealed record CompilerContext(ConfigErrors Errors, string BaseFolder, Func<string, bool> IsHostPolicy)
{
    /// <summary>The sign-in options of the previous generation; null: none.</summary>
    public SignInOptions? PreviousSignIn { get; init; }

    /// <summary>The available dialects.</summary>
    public DialectRegistry Dialects { get; init; } = BuiltInDialects.Registry;

    /// <summary>Reads an environment variable; null: it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Findings that are allowed but probably unintended.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The run-time settings.</summary>
    public RunTimeSettings Settings { get; init; } = RunTimeSettings.None;
}
