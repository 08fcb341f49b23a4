using TokenGateway.Endpoints;

namespace TokenGateway.Tests.Endpoints;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://0.0.0.0:8080", true)]
    [InlineData("http://0.0.0.0:8080", "https://127.0.0.1:8080", true)]
    [InlineData("http://0.0.0.0:8080", "http://[::1]:8080", false)]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://*:8080", "http://[::1]:8080", true)]
    [InlineData("http://+:8080", "http://0.0.0.0:8080", true)]
    [InlineData("http://gateway.test:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", "http://[::1]:8080", true)]
    [InlineData("http://localhost:8080", "http://10.0.0.1:8080", false)]
    [InlineData("http://[::ffff:127.0.0.1]:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.2:8080", false)]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8081", false)]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0", false)]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80", true)]
    [InlineData("https://127.0.0.1", "http://127.0.0.1:443", true)]
    [InlineData("http://unix:/run/a.sock", "http://unix:/run/a.sock", true)]
    [InlineData("http://unix:/run/a.sock", "http://unix:/run/b.sock", false)]
    [InlineData("http://unix:/run/a.sock", "http://127.0.0.1:8080", false)]
    public void Addresses_meet_that_cannot_be_bound_side_by_side(string one, string other, bool meet)
    {
        ListenAddress.Parse(one).Meets(ListenAddress.Parse(other)).ShouldBe(meet);
        ListenAddress.Parse(other).Meets(ListenAddress.Parse(one)).ShouldBe(meet);
    }
}
