namespace TokenGateway.Configuration;

/// <summary>The sample configuration that is shipped, from inside the program.</summary>
internal static class SampleConfig
{
    public static string Read()
    {
        using var stream = typeof(SampleConfig).Assembly.GetManifestResourceStream("gateway.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
