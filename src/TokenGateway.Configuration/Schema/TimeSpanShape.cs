using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>A duration in the only form that YARP reads: the constant format of .NET's TimeSpan.</summary>
internal sealed record TimeSpanShape : ScalarShape
{
    private const string Constant = "c";

    public override string Name => "a duration";

    public override string? FaultOf(string value)
    {
        if (TimeSpan.TryParseExact(value, Constant, CultureInfo.InvariantCulture, out _))
            return null;
        return DurationText.TryParse(value, out var meant)
            ? $"YARP reads durations as hours:minutes:seconds; write \"{meant.ToString(Constant, CultureInfo.InvariantCulture)}\""
            : $"{Show(value)} is not a duration: write hours:minutes:seconds, for example 00:01:30";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        schema.WriteString("pattern", @"^-?([0-9]+\.)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?$");
    }
}
