namespace TokenGateway.Commands;

/// <summary>One object as text: a line for each field, with aligned values.</summary>
internal static class Fields
{
    public static void Write(TextWriter output, IReadOnlyList<(string Name, string Value)> fields)
    {
        var width = fields.Max(field => field.Name.Length) + 2;
        foreach (var (name, value) in fields)
            output.WriteLine((name + ":").PadRight(width) + value);
    }

    public static string List(IReadOnlyList<string> values) => values.Count == 0 ? "none" : string.Join(", ", values);
}
