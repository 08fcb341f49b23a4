using Microsoft.Extensions.Configuration;
using TokenGateway.Endpoints;

namespace TokenGateway.Tests.Endpoints;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://127.0.0.1:9091", "Management=http://0.0.0.0:9091")]
    [InlineData("http://[::1]:9091", "Management=http://[::]:9091")]
    [InlineData("http://127.0.0.1:9091", "Management=http://*:9091")]
    [InlineData("http://10.0.0.1:9091", "Management=http://10.0.0.1:9091")]
    [InlineData("http://127.0.0.1:9092", "Edge=http://0.0.0.0:80", "Probe=http://0.0.0.0:9092")]
    [InlineData("http://127.0.0.1:9092", "ManagementHttps=https://0.0.0.0:9443", "Probe=http://0.0.0.0:9092")]
    [InlineData("http://127.0.0.1:9091", "Probe=http://0.0.0.0:9092", "Management=http://0.0.0.0:9091")]
    [InlineData("https://localhost:9443", "Management=https://localhost:9443")]
    [InlineData("http://127.0.0.1:8081", "Edge=http://0.0.0.0:80")]
    [InlineData("http://unix:/run/tgw.sock", "Management=http://unix:/run/tgw.sock")]
    [InlineData("http://127.0.0.1:9092", "ManagementHttps=https://unix:/run/tgw.sock", "Probe=http://0.0.0.0:9092")]
    public void Own_pages_are_found(string expected, params string[] endpoints)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(endpoints.Select(one => one.Split('=')).ToDictionary(one => $"Kestrel:Endpoints:{one[0]}:Url", one => (string?)one[1]))
            .Build();

        LocalAddress.Of(configuration).ToString().ShouldBe(expected);
    }
}
