using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>A single value.</summary>
internal abstract record ScalarShape : Shape
{
    /// <summary>Whether the value may be a secret: messages then never repeat it.</summary>
    public bool Secret { get; init; }

    /// <summary>The form of a partly secret value in <c>config show</c>; null: the whole value, or <c>***</c> for a secret.</summary>
    public Func<string, string>? ShownAs { get; init; }

    public override string? Shown(string? value) => value is null ? null : ShownAs?.Invoke(value) ?? (Secret ? SecretMask.Hidden : value);

    public override string? ExampleOf(string value) => Secret ? null : Found.Quote(value);

    /// <summary>The fault of a value, or null. Not called for null, lists and objects.</summary>
    public abstract string? FaultOf(string value);

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        var fault = IsScalar(node) ? FaultOf(node.Value!) : NotWhatIsExpected(node);
        if (fault is not null)
            errors.Add(node.Path, fault);
    }

    /// <summary>The value for a message.</summary>
    protected string Show(string value) => Secret ? "the value" : Found.Quote(value);

    protected virtual bool IsScalar(ConfigNode node) =>
        node is { IsLeaf: true, Value: not null, Kind: not (JsonValueKind.Array or JsonValueKind.Object) };
}
