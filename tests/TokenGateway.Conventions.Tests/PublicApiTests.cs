using System.Reflection;

namespace TokenGateway.Conventions.Tests;

/// <summary>
/// What other assemblies can see, one file an assembly under <c>PublicApi</c>. If a change should be:
/// <c>RENEW_SNAPSHOTS=1 dotnet test tests/TokenGateway.Conventions.Tests --filter PublicApiTests</c>.
/// </summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Assemblies { get; } = [.. Product.Assemblies.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public async Task Public_api_is_the_one_that_was_agreed(string assembly)
    {
        var file = Path.Combine(Source.Root, "tests", "TokenGateway.Conventions.Tests", "PublicApi", assembly + ".txt");
        var api = string.Concat(LinesOf(Assembly.Load(assembly)).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("RENEW_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(file, api);
        (await File.ReadAllTextAsync(file)).ShouldBe(api, "The public API changed. If it should: RENEW_SNAPSHOTS=1 dotnet test tests/TokenGateway.Conventions.Tests --filter PublicApiTests.");
    }

    private static IEnumerable<string> LinesOf(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return $"{KindOf(type)} {type.FullName}";
            foreach (var member in type.GetMembers(Declared).Where(IsWritten).Select(Describe).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal))
                yield return "  " + member;
        }
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => "class",
    };

    // Neither accessors nor what the compiler adds to records.
    private static bool IsWritten(MemberInfo member) =>
        member is not Type && !member.Name.Contains('<', StringComparison.Ordinal) && !(member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal))
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "op_Equality" or "op_Inequality" or "Deconstruct" or "value__");

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{NameOf(method.ReturnType)} {method.Name}{Generic(method)}({string.Join(", ", method.GetParameters().Select(Describe))})",
        ConstructorInfo made => $"new({string.Join(", ", made.GetParameters().Select(Describe))})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name}",
        FieldInfo field => $"{NameOf(field.FieldType)} {field.Name}",
        _ => member.ToString()!,
    };

    private static string Describe(ParameterInfo parameter) => $"{NameOf(parameter.ParameterType)} {parameter.Name}";

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string NameOf(Type type)
    {
        if (type.HasElementType)
            return NameOf(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
    }
}
