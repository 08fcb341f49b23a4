using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Settings;

namespace TokenGateway.Edge.Model;

/// <summary>The run-time settings last read from the store; the next generation is compiled with them.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SettingsState
{
    private RunTimeSettings _current = RunTimeSettings.None;

    public RunTimeSettings Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
