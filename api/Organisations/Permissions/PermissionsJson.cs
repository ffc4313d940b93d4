using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Permissions;

/// <summary>Source-generated JSON of permissions.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<Permission>))]
[JsonSerializable(typeof(Page<OrganisationPermission>))]
[JsonSerializable(typeof(UserPermissions))]
[JsonSerializable(typeof(UserPermissionsReplace))]
[JsonSerializable(typeof(ManagedPermission))]
[JsonSerializable(typeof(Page<ManagedPermission>))]
[JsonSerializable(typeof(PermissionCreate))]
[JsonSerializable(typeof(PermissionReplace))]
[JsonSerializable(typeof(GrantedPermission))]
[JsonSerializable(typeof(Page<GrantedPermission>))]
[JsonSerializable(typeof(PermissionGrant))]
internal sealed partial class PermissionsJson : JsonSerializerContext;
