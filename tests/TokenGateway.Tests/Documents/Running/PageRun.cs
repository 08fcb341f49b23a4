using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents.Running;

/// <summary>Runs a page from its first command to its last in a fresh folder, with the real program on free ports.</summary>
internal static class PageRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>What was not as the page says; none: all was.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Page page)
    {
        var folder = Directory.CreateTempSubdirectory("tgw-page-").FullName;
        await using var upstream = await TestUpstream.StartAsync();
        var place = new PagePlace(folder, Ports.Free(), Ports.Free(), Ports.Free(), new Uri(upstream.Address).Port);
        try
        {
            Prepare(place);
            var script = PageScript.Of(page, place);
            var file = Path.Combine(folder, ".run", "page");
            await File.WriteAllTextAsync(file, await HeadAsync(place) + script.Text);
            return await ExecuteAsync(script, place, file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A session of its own, so that nothing that the page has started is left behind.
    private static async Task<IReadOnlyList<string>> ExecuteAsync(PageScript script, PagePlace place, string file)
    {
        await using var shell = ChildProcess.Start("setsid", "bash", file);
        try
        {
            shell.EndInput();
            if (await shell.ExitAsync(Limit) is not 0 and var code)
                return [$"Ended with {code}:\n{string.Join('\n', shell.Output)}\n{string.Join('\n', shell.Error)}"];
        }
        finally
        {
            await using var kill = ChildProcess.Start("bash", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -KILL -- -{shell.Id} 2>/dev/null || true"));
            await kill.ExitAsync();
        }

        return [.. script.Expected.Select((one, i) => one.FaultOf(place.Globalize(File.ReadAllText(Path.Combine(place.Folder, ".run", $"out-{i}"))))).OfType<string>()];
    }

    // Pages that are read in a checkout name the samples in it.
    private static void Prepare(PagePlace place)
    {
        Directory.CreateDirectory(Path.Combine(place.Folder, ".run"));
        foreach (var folder in new[] { "srv", "opt", "etc", "var/lib", "config/dialects" })
            Directory.CreateDirectory(Path.Combine(place.Folder, folder));
        foreach (var sample in Directory.EnumerateFiles(Path.Combine(Configs.RepositoryRoot(), "config", "dialects"), "*.json"))
            File.WriteAllText(Path.Combine(place.Folder, "config", "dialects", Path.GetFileName(sample)), place.Localize(File.ReadAllText(sample)));
    }

    private static async Task<string> HeadAsync(PagePlace place)
    {
        var settings = string.Create(CultureInfo.InvariantCulture, $"""
            __page={place.Folder} __program={ChildProcess.Beside("tokengateway.dll")}
            __edge={place.Edge} __management={place.Management} __probe={place.Probe}

            """);
        return settings + await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "Running", "page.sh"));
    }
}
