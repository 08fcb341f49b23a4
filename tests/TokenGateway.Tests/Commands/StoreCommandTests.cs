using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class StoreCommandTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    private string Store => Path.Combine(_folder.Path, "data", "tokengateway.db");

    private string Copy => Path.Combine(_folder.Path, "copy.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backup_opens_in_place_of_the_store_and_only_its_owner_can_read_it()
    {
        await _folder.CreateUserAsync("alice", "Engineers");
        await _folder.CreateTokenAsync("alice");

        var result = await _folder.RunAsync("store", "backup", Copy);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain($"Wrote {Copy}: ");
        result.Error.ShouldContain("audit log key");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await _folder.CreateTokenAsync("alice");
        Replace();
        (await _folder.RunAsync("token", "list", "--json")).Output.Split("\"id\"").Length.ShouldBe(2);
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldNotContain(name => name!.Contains(".new-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backups_under_load_are_whole_each_at_one_moment()
    {
        await _folder.CreateUserAsync("alice", "Engineers");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var made = 0;
            while (!stop.IsCancellationRequested)
            {
                await _folder.AddTokenAsync("alice", TimeProvider.System.GetUtcNow());
                made++;
            }

            return made;
        });
        await Eventually.BecomesTrueAsync(() => Task.FromResult(new FileInfo(Store).Length > 0), "somebody writes");

        foreach (var number in Enumerable.Range(0, 5))
        {
            var copy = $"{Copy}.{number}";
            (await _folder.RunAsync("store", "backup", copy)).ExitCode.ShouldBe(0);
        }

        await stop.CancelAsync();
        (await writing).ShouldBeGreaterThan(0);
        foreach (var number in Enumerable.Range(0, 5))
        {
            File.Move($"{Copy}.{number}", Copy, overwrite: true);
            Replace();
            (await _folder.RunAsync("store", "check")).ExitCode.ShouldBe(0);
            (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Backup_writes_over_nothing_and_says_what_is_missing()
    {
        (await _folder.RunAsync("store", "backup", Copy)).ExitCode.ShouldBe(4);
        await _folder.CreateUserAsync("alice", "Engineers");
        await File.WriteAllTextAsync(Copy, "mine");

        var taken = await _folder.RunAsync("store", "backup", Copy);
        var nowhere = await _folder.RunAsync("store", "backup", Path.Combine(_folder.Path, "no", "copy.db"));

        taken.ExitCode.ShouldBe(1);
        taken.Error.ShouldBe($"Nothing was written: {Copy} already exists.\n");
        (await File.ReadAllTextAsync(Copy)).ShouldBe("mine");
        nowhere.ExitCode.ShouldBe(1);
        nowhere.Error.ShouldStartWith("Nothing was written: ");
    }

    [Fact]
    public async Task Check_finds_damage_and_a_file_that_others_can_read()
    {
        await _folder.CreateUserAsync("alice", "Engineers");
        await _folder.CreateTokenAsync("alice");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Store, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var sound = await _folder.RunAsync("store", "check");
        sound.ExitCode.ShouldBe(0);
        sound.Output.ShouldMatch($"^intact: {Store}, schema version [0-9]+, 1 users, 1 tokens\n\\z");
        sound.Error.ShouldBe(OperatingSystem.IsWindows() ? "" : $"warning: Other users of this machine can read or write files of the store: chmod 600 {Store}*\n");

        (await _folder.RunAsync("store", "backup", Copy)).ExitCode.ShouldBe(0);
        Replace();
        await using (var file = File.Open(Store, FileMode.Open))
        {
            // Somewhere behind the schema.
            for (file.Position = 8192; file.Position < file.Length; file.Position += 4000)
                file.Write(new byte[96]);
        }

        var broken = await _folder.RunAsync("store", "check");
        broken.ExitCode.ShouldBe(4);
        broken.Error.ShouldContain("damaged");
    }

    [Fact]
    public async Task Without_a_store_both_say_so()
    {
        using var declared = new SampleFolder(sample => sample["TokenGateway"]![nameof(Store)] = new System.Text.Json.Nodes.JsonObject { ["Provider"] = "None" });

        foreach (var command in new[] { new[] { "store", "check" }, ["store", "backup", Copy] })
        {
            var result = await declared.RunAsync(command);
            result.ExitCode.ShouldBe(3);
            result.Error.ShouldContain("TokenGateway:Store:Provider: there is no store");
        }
    }

    private void Replace()
    {
        File.Delete(Store + "-wal");
        File.Delete(Store + "-shm");
        File.Move(Copy, Store, overwrite: true);
    }
}
