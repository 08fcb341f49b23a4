using System.Text.Json;

namespace TokenGateway.ConfigFiles;

/// <summary>The configurations that <c>config init</c> writes.</summary>
internal static class SampleConfig
{
    /// <summary>One API that any token may use.</summary>
    public static string For(string upstream) => $$"""
        {
          "$schema": "schema.json",
          "Kestrel": {
            "Endpoints": {
              "Edge": { "Url": "http://0.0.0.0:8080" },
              "Management": { "Url": "http://127.0.0.1:8081" }
            }
          },
          "ReverseProxy": {
            "Clusters": { "api": { "Destinations": { "a": { "Address": "{{JsonEncodedText.Encode(upstream)}}" } } } },
            "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }
          },
          "TokenGateway": {
            "Store": { "Provider": "Sqlite", "ConnectionString": "Data Source=data/tokengateway.db" }
          }
        }

        """;

    /// <summary>The shipped sample, embedded in the program.</summary>
    public static string Read()
    {
        using var stream = typeof(SampleConfig).Assembly.GetManifestResourceStream("gateway.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
