using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Staff;

/// <summary>Introduces the administration of staff.</summary>
internal static class StaffModule
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddSingleton<StaffActs>()
        .AddSingleton<StaffMails>()
        .AddSingleton<IJsonTypeInfoResolver>(StaffJson.Default);
}

/// <summary>Source-generated JSON of staff.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StaffMember))]
[JsonSerializable(typeof(Page<StaffMember>))]
[JsonSerializable(typeof(StaffInvite))]
[JsonSerializable(typeof(StaffRightsReplace))]
internal sealed partial class StaffJson : JsonSerializerContext;
