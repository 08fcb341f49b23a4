namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>Sets variables of this process and takes them away again; each test uses a prefix of its own.</summary>
internal sealed class EnvironmentVariables : IDisposable
{
    private readonly (string Name, string Value)[] _variables;

    public EnvironmentVariables(params (string Name, string Value)[] variables)
    {
        _variables = variables;
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, _) in _variables)
            Environment.SetEnvironmentVariable(name, null);
    }
}
