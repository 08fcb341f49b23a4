using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Timing;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>Mails before the end of a token, taken by a real SMTP server.</summary>
public sealed class NoticeTests
{
    [Fact]
    [Promise("Gcore", "Mail 7 days and 1 day before the expiry.", "`Notices:LeadTimes` is 7d and 1d; for a token with a lifetime of three days, only the second mail is sent")]
    public async Task Mails_come_at_seven_days_and_at_one_day()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var clock = new SteppedClock();
        await using var gateway = await DialectGateway.StartAsync(
            "gcore", all => all["TokenGateway"]!["Notices"] = new JsonObject
            {
                ["Smtp"] = new JsonObject { ["Host"] = "127.0.0.1", ["Port"] = smtp.Port, ["StartTls"] = false, ["From"] = "tokens@gateway.example" },
            }, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var steady = gateway.Gateway.Services.GetRequiredService<MonotonicTimeProvider>();
        await gateway.IssueAsync("uma", "Users", wish => wish with { Name = "long", ExpiresAt = clock.GetUtcNow().AddDays(20) });
        await StepAsync(10);
        await StepAsync(4);
        await smtp.WaitAsync("\"long\" expires on");
        await gateway.IssueAsync("uma", "Users", wish => wish with { Name = "short", ExpiresAt = clock.GetUtcNow().AddDays(3) });
        await StepAsync(1);
        await StepAsync(1.5);
        await smtp.WaitAsync("\"short\" expires on");
        await StepAsync(3);
        await smtp.WaitAsync("\"long\" expires on", 2);

        smtp.Of("\"short\" expires on").Count.ShouldBe(1);
        smtp.Of("\"long\" expires on").Count.ShouldBe(2);

        async Task StepAsync(double days)
        {
            clock.Step(TimeSpan.FromDays(days));
            await Eventually.BecomesTrueAsync(() => Task.FromResult(steady.GetUtcNow() >= clock.GetUtcNow().AddSeconds(-1)), "the clock is followed");
        }
    }
}
