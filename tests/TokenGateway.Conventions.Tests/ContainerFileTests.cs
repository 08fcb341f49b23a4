using System.Xml.Linq;

namespace TokenGateway.Conventions.Tests;

/// <summary>What rots in a Dockerfile and a compose file while nobody builds the image.</summary>
public sealed class ContainerFileTests
{
    [Fact]
    public void Every_project_that_the_executable_references_is_restored() =>
        ContainerFile.CopiedProjects.Order(StringComparer.Ordinal).ShouldBe(ProjectsFrom("src/TokenGateway/TokenGateway.csproj").Order(StringComparer.Ordinal));

    [Fact]
    public void What_decides_about_packages_is_copied_with_them() =>
        ContainerFile.Instructions.ShouldContain($"COPY {string.Join(' ', Directory.EnumerateFiles(Source.Root, "Directory.*").Select(Path.GetFileName).Order(StringComparer.Ordinal))} ./");

    [Fact]
    public void Everything_copied_is_let_through_to_the_build()
    {
        var letThrough = File.ReadAllLines(Path.Combine(Source.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = ContainerFile.Instructions.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Select(path => path.TrimEnd('/')).ToList();

        copied.ShouldNotBeEmpty();
        copied.Where(path => !letThrough.Exists(allowed => path == allowed || path.StartsWith(allowed + "/", StringComparison.Ordinal))).ShouldBeEmpty();
        copied.Where(path => !Path.Exists(Path.Combine(Source.Root, path))).ShouldBeEmpty();
    }

    [Fact]
    public void Image_says_the_version_of_the_program() =>
        ContainerFile.DefaultOf("VERSION").ShouldBe(XDocument.Load(Path.Combine(Source.Root, "Directory.Build.props")).Descendants("Version").Single().Value);

    [Fact]
    public void Gateway_is_what_is_built_when_nothing_is_named() => ContainerFile.Stages.Last().ShouldBe("gateway");

    [Fact]
    public void Stages_and_folders_that_compose_names_are_there()
    {
        var lines = File.ReadAllLines(Path.Combine(Source.Root, "compose.yaml")).Select(line => line.Trim()).ToList();
        var targets = lines.Where(line => line.StartsWith("target: ", StringComparison.Ordinal)).Select(line => line["target: ".Length..]).ToList();
        var folders = lines.Where(line => line.StartsWith("- ./", StringComparison.Ordinal)).Select(line => line["- ./".Length..].Split(':')[0]).ToList();

        targets.ShouldBe(["gateway", "sample-upstream"]);
        targets.ShouldBeSubsetOf(ContainerFile.Stages);
        folders.ShouldBe(["config/compose"]);
        folders.ShouldAllBe(folder => File.Exists(Path.Combine(Source.Root, folder, "gateway.json")));
    }

    [Fact]
    public void Files_and_stages_that_the_cluster_names_are_there()
    {
        var lines = File.ReadAllLines(Path.Combine(Source.Root, "compose.cluster.yaml")).Select(line => line.Trim()).ToList();
        var targets = lines.Where(line => line.StartsWith("target: ", StringComparison.Ordinal)).Select(line => line["target: ".Length..]).ToList();
        var mounted = lines.Where(line => line.StartsWith("- ./", StringComparison.Ordinal)).Select(line => line["- ./".Length..].Split(':')[0]).ToList();

        targets.ShouldBe(["gateway", "sample-upstream"]);
        targets.ShouldBeSubsetOf(ContainerFile.Stages);
        mounted.ShouldBe(["config/cluster", "config/cluster/balancer.conf"]);
        mounted.ShouldAllBe(path => Path.Exists(Path.Combine(Source.Root, path)));
        lines.Count(line => line == "<<: *gateway").ShouldBe(3);
    }

    private static HashSet<string> ProjectsFrom(string project)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var reference in XDocument.Load(Path.Combine(Source.Root, next)).Descendants("ProjectReference"))
                open.Push(Path.GetRelativePath(Source.Root, Path.GetFullPath(reference.Attribute("Include")!.Value, Path.Combine(Source.Root, Path.GetDirectoryName(next)!))));
        }

        return found;
    }
}
