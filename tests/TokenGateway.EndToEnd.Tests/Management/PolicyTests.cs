using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Sessions;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Authentication.Sessions;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>A policy of each endpoint decides who may call it. Schemes and policies also work for anything mapped next to the API, such as pages.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task Every_endpoint_of_management_says_who_may_come()
    {
        await using var all = await SignInGateway.StartAsync();
        var endpoints = all.Gateway.ManagementServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<RouteModel>() is null).ToList();

        endpoints.Count.ShouldBeGreaterThan(24);
        endpoints.Where(one => !PolicyRequired.SaysWhoMayCome(one)).Select(one => one.DisplayName).ShouldBeEmpty();
        endpoints.Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(one => one.RoutePattern.RawText!.TrimEnd('/')).Distinct().Where(path => !path.StartsWith("/assets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["/api/v1/leaks", "/api/v1/session", "/openapi/v1.json", "/sign-in", "/sign-in/oidc", "/sign-in/oidc/callback"]);
    }

    [Fact]
    public async Task Endpoint_without_a_policy_is_not_served()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var middleware = new PolicyRequired(_ => throw new UnreachableEndpointException());
        var context = new DefaultHttpContext { RequestServices = services };
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/x"), 0, null, "x"));

        await Should.ThrowAsync<InvalidOperationException>(() => middleware.InvokeAsync(context));
    }

    /// <summary>The framework's middleware queries the schemes for each request.</summary>
    [Fact]
    public async Task Edge_has_none_of_it()
    {
        var asked = 0;
        await using var all = await SignInGateway.StartAsync(configure: builder => Count(builder.Services), configureManagement: Count);
        using var edge = all.Gateway.CreateClient();

        (await edge.GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        asked.ShouldBe(0);

        using var management = new HttpClient { BaseAddress = all.Gateway.Management };
        (await management.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        asked.ShouldBeGreaterThan(0);

        void Count(IServiceCollection services) => services.AddSingleton<IAuthenticationSchemeProvider>(
            provider => new CountingSchemes(provider.GetRequiredService<IOptions<AuthenticationOptions>>(), () => Interlocked.Increment(ref asked)));
    }

    private sealed class CountingSchemes(IOptions<AuthenticationOptions> options, Action count) : AuthenticationSchemeProvider(options)
    {
        public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync()
        {
            count();
            return base.GetRequestHandlerSchemesAsync();
        }
    }

    [Fact]
    public async Task Policy_of_a_right_alone_lets_nobody_in()
    {
        await using var all = await SignInGateway.StartAsync();
        var authorization = all.Gateway.ManagementServices.GetRequiredService<IAuthorizationService>();
        var anybody = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice")], "test"));

        foreach (var policy in new[] { ManagementPolicies.Own, ManagementPolicies.Users, ManagementPolicies.Session, ManagementPolicies.Api })
        {
            (await authorization.AuthorizeAsync(anybody, new DefaultHttpContext(), policy)).Succeeded.ShouldBeFalse(policy);
            (await authorization.AuthorizeAsync(anybody, null, policy)).Succeeded.ShouldBeFalse(policy);
        }
    }

    /// <summary>Signs in as the OpenID Connect handler does, whose sign-in scheme this is.</summary>
    [Fact]
    public async Task Session_opens_for_a_user_whom_another_scheme_authenticated_and_ends()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice", hasPassword: false);
        var signedIn = all.NewContext();

        await signedIn.SignInAsync(PrincipalOf("alice"));

        var cookie = CookieOf(signedIn);
        CallerFeature.Required(signedIn).Actor.User!.Id.ShouldBe(UserId.Parse("alice"));
        var next = all.NewContext(cookie);
        (await next.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme)).Succeeded.ShouldBeTrue();
        CallerFeature.Required(next).Actor.Rights.ShouldBe(ManagementRights.Own);
        (await all.NewContext(cookie).AuthenticateAsync(ManagementAuthenticationDefaults.BearerScheme)).None.ShouldBeTrue();

        var last = all.NewContext(cookie);
        await last.SignOutAsync();
        (await all.NewContext(cookie).AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme)).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("nobody", "")]
    [InlineData("mallory", "")]
    [InlineData("alice", "Bearer x")]
    public async Task Session_does_not_open_for_others_or_beside_a_token(string user, string authorization)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        await all.AddAsync("mallory");
        await all.ChangeAsync((users, actor) => users.PatchAsync(actor, UserId.Parse("mallory"), new UserPatch { IsDisabled = true }, all.Gateway.State.Current.Access, default));
        var context = all.NewContext();
        if (authorization.Length > 0)
            context.Request.Headers.Authorization = authorization;

        await Should.ThrowAsync<SignInRefusedException>(() => context.SignInAsync(PrincipalOf(user)));

        context.Response.Headers.SetCookie.Count.ShouldBe(0);
    }

    /// <summary>As Razor Pages validate it: the token in a form and the cookie, both of this session.</summary>
    [Fact]
    public async Task Framework_s_antiforgery_holds_for_forms_in_a_session()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        var (one, other) = (await OpenAsync(all), await OpenAsync(all));
        var antiforgery = all.Gateway.ManagementServices.GetRequiredService<IAntiforgery>();
        var (page, tokens) = await IssueAsync(all, one, antiforgery);

        (await IsValidAsync(all, one, page, tokens)).ShouldBeTrue();
        (await IsValidAsync(all, other, page, tokens)).ShouldBeFalse();
        (await IsValidAsync(all, one, page, null)).ShouldBeFalse();

        async Task<bool> IsValidAsync(SignInGateway gateway, string session, string antiforgeryCookie, string? token)
        {
            var post = gateway.NewContext($"{session}; {antiforgeryCookie}");
            post.Request.Method = "POST";
            post.Request.ContentType = "application/x-www-form-urlencoded";
            post.Request.Form = new FormCollection(token is null ? [] : new() { ["__RequestVerificationToken"] = token });
            post.User = (await post.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme)).Principal!;
            return await antiforgery.IsRequestValidAsync(post);
        }
    }

    private static async Task<(string Cookie, string Token)> IssueAsync(SignInGateway all, string session, IAntiforgery antiforgery)
    {
        var get = all.NewContext(session);
        get.User = (await get.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme)).Principal!;
        var tokens = antiforgery.GetAndStoreTokens(get);
        return (CookieOf(get), tokens.RequestToken!);
    }

    private static async Task<string> OpenAsync(SignInGateway all)
    {
        var context = all.NewContext();
        await context.SignInAsync(PrincipalOf("alice"));
        return CookieOf(context);
    }

    private static string CookieOf(HttpContext context) => context.Response.Headers.SetCookie.Single()!.Split(';')[0];

    private static ClaimsPrincipal PrincipalOf(string user) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "somebody else"));

    private sealed class UnreachableEndpointException : Exception;
}
