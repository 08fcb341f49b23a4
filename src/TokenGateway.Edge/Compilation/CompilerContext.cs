using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Settings;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Edge.Compilation;

/// <summary>What the parts of one compilation share.</summary>
/// <param name="Errors">Where errors go.</param>
/// <param name="BaseFolder">What relative file names are relative to.</param>
/// <param name="IsHostPolicy">Whether the host application knows an authorization policy of this name.</param>
internal sealed record CompilerContext(ConfigErrors Errors, string BaseFolder, Func<string, bool> IsHostPolicy)
{
    /// <summary>How people sign in by the generation before; null: there is none.</summary>
    public SignInOptions? PreviousSignIn { get; init; }

    /// <summary>The dialects that may be named.</summary>
    public DialectRegistry Dialects { get; init; } = BuiltInDialects.Registry;

    /// <summary>A variable of the environment; null: it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>What is odd but allowed.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What was set at run time.</summary>
    public RunTimeSettings Settings { get; init; } = RunTimeSettings.None;
}
