using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Sessions;

public sealed class FirstAdministratorTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "Users": { "alice": { "Roles": ["Users"] } } }""", false)]
    [InlineData("""{ "Store": { "Provider": "None" } }""", false)]
    public async Task Start_without_any_user_names_the_one_command_and_makes_nothing(string ours, bool isNamed)
    {
        var folder = Directory.CreateTempSubdirectory("tgw-log-");
        try
        {
            var log = Path.Combine(folder.FullName, "log.json");
            string config;
            await using (var all = await SignInGateway.StartAsync(ours, configuration => configuration["Serilog"] = JsonNode.Parse($$"""
                { "Using": ["Serilog.Sinks.File"], "WriteTo": [ { "Name": "File", "Args": { "path": "{{log}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ] }
                """)))
            {
                config = all.Gateway.ConfigPath;
                (await all.Gateway.CliAsync("token", "list", "--json")).Output.ShouldBe("[]\n");
            }

            var told = (await File.ReadAllLinesAsync(log)).Where(line => line.Contains("NoUserYet", StringComparison.Ordinal)).ToList();
            told.Count.ShouldBe(isNamed ? 1 : 0);
            if (isNamed)
            {
                JsonNode.Parse(told[0])!["command"]!.GetValue<string>()
                    .ShouldBe($"tokengateway user create admin --role Administrators --password-stdin --config {config}");
                told[0].ShouldContain("\"level\":\"Warning\"");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
