using System.Collections.Frozen;
using System.Net;
using System.Text;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Oidc;

namespace TokenGateway.Management.Tests.Oidc;

public sealed class SecretInHeaderTests
{
    [Theory]
    [InlineData("gateway", "secret", "gateway:secret")]
    [InlineData("urn:my app", "p%ss/w:rd+ü &=", "urn%3Amy+app:p%25ss%2Fw%3Ard%2B%C3%BC+%26%3D")]
    public async Task Id_and_secret_are_encoded_as_a_form_before_they_are_joined(string id, string secret, string joined)
    {
        var sent = await SendAsync(id, secret, isWanted: true, ("grant_type", "authorization_code"), ("client_id", id), ("client_secret", secret), ("code", "c&d"));

        sent.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(joined)));
        sent.Body.ShouldBe("grant_type=authorization_code&code=c%26d");
    }

    [Fact]
    public async Task Pushed_question_keeps_the_id_of_the_client()
    {
        var sent = await SendAsync("gateway", "secret", isWanted: true, ("client_id", "gateway"), ("client_secret", "secret"), ("scope", "openid email"));

        sent.Body.ShouldBe("client_id=gateway&scope=openid+email");
    }

    [Fact]
    public async Task Body_stays_as_it_is_where_the_secret_belongs_there()
    {
        var sent = await SendAsync("gateway", "secret", isWanted: false, ("grant_type", "authorization_code"), ("client_id", "gateway"), ("client_secret", "secret"));

        sent.Authorization.ShouldBeNull();
        sent.Body.ShouldBe("grant_type=authorization_code&client_id=gateway&client_secret=secret");
    }

    private static async Task<(string? Authorization, string Body)> SendAsync(string id, string secret, bool isWanted, params (string Name, string Value)[] fields)
    {
        var options = new OidcOptions
        {
            Authority = new Uri("https://login.example.com"),
            ClientId = id,
            ClientSecret = secret,
            DisplayName = "Example ID",
            Scopes = ["openid"],
            RoleClaim = ClaimPath.Parse("groups"),
            RoleMap = FrozenDictionary<string, RoleName>.Empty,
            RealmMap = FrozenDictionary<string, RealmSet>.Empty,
        };
        var recorder = new Recorder();
        using var client = new HttpClient(new SecretInHeader(options, _ => Task.FromResult(isWanted), recorder));
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        (await client.PostAsync(new Uri("https://login.example.com/token"), form)).EnsureSuccessStatusCode();
        return recorder.Sent;
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public (string? Authorization, string Body) Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent = (request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
