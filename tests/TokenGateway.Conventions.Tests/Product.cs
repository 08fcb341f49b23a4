using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TokenGateway.Conventions.Tests;

/// <summary>The product's assemblies, those that lie beside this one, and what people wrote in them.</summary>
internal static class Product
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every project under <c>src</c> has its assembly here; one that is missing is an error of this project's references.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Source.Root, "src"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Load(Path.GetFileName(folder)))
            .OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<Type> Types =>
        Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => !IsGenerated(type));

    /// <summary>The methods that we named: no accessors, no lambdas, nothing whose name a framework gave.</summary>
    public static IEnumerable<MethodInfo> Methods =>
        Types.Where(type => !type.IsSubclassOf(typeof(Delegate)))
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => !method.IsSpecialName && !IsGeneratedName(method.Name) && !IsNamedElsewhere(method));

    /// <summary>The executable's assembly is called as its command.</summary>
    public static Assembly Load(string project) => Assembly.Load(project == "TokenGateway" ? "tokengateway" : project);

    public static IReadOnlyList<string> ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Order(StringComparer.Ordinal)];

    public static bool IsOurs(string assembly) => assembly.StartsWith("TokenGateway", StringComparison.OrdinalIgnoreCase);

    private static bool IsGenerated(Type type) =>
        IsGeneratedName(type.Name)
        || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static bool IsGeneratedName(string name) => name.Contains('<', StringComparison.Ordinal);

    private static bool IsNamedElsewhere(MethodInfo method) =>
        !IsOurs(AssemblyOf(method.GetBaseDefinition().DeclaringType!)) || ImplementsForeignInterface(method);

    private static bool ImplementsForeignInterface(MethodInfo method)
    {
        var type = method.DeclaringType!;
        return !type.IsInterface && type.GetInterfaces()
            .Where(one => !IsOurs(AssemblyOf(one)))
            .Any(one => type.GetInterfaceMap(one).TargetMethods.Contains(method));
    }

    private static string AssemblyOf(Type type) => type.Assembly.GetName().Name!;
}
