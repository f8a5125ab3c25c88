package claude_test

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
)

func ExampleAdminOrganizationService_Get() {
	client := claude.NewClient()
	organization, err := client.Admin.Organization.Get(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(organization.Name)
	// Output: Example Ltd.
}

func ExampleAdminUserService_All() {
	client := claude.NewClient()
	for user, err := range client.Admin.Users.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.Email, user.Role)
	}
	// Output: ada@example.com developer
}

func ExampleAdminInviteService_Create() {
	client := claude.NewClient()
	invite, err := client.Admin.Invites.Create(context.Background(), &claude.AdminInviteCreateParams{
		Email: "grace@example.com",
		Role:  claude.AssignableOrganizationRoleDeveloper,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(invite.Email, invite.Status)
	// Output: grace@example.com pending
}

func ExampleAdminAPIKeyService_Update() {
	client := claude.NewClient()
	key, err := client.Admin.APIKeys.Update(context.Background(), "apikey_1", &claude.AdminAPIKeyUpdateParams{
		Status: claude.AdminAPIKeyUpdateParamsStatusInactive,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(key.Name, key.Status)
	// Output: ci inactive
}

func ExampleAdminServiceAccountService_Create() {
	client := claude.NewClient()
	account, err := client.Admin.ServiceAccounts.Create(context.Background(), &claude.AdminServiceAccountCreateParams{
		Name:             "deploy",
		OrganizationRole: claude.ServiceAccountRoleDeveloper,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(account.ID, account.Name)
	// Output: svac_1 deploy
}

func ExampleAdminServiceAccountWorkspaceService_All() {
	client := claude.NewClient()
	for member, err := range client.Admin.ServiceAccounts.Workspaces.All(context.Background(), "svac_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(member.WorkspaceID, member.WorkspaceRole)
	}
	// Output: wrkspc_1 workspace_user
}

func ExampleAdminWorkspaceService_Create() {
	client := claude.NewClient()
	workspace, err := client.Admin.Workspaces.Create(context.Background(), &claude.AdminWorkspaceCreateParams{Name: "Research"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(workspace.ID, workspace.Name)
	// Output: wrkspc_1 Research
}

func ExampleAdminWorkspaceMemberService_Create() {
	client := claude.NewClient()
	member, err := client.Admin.Workspaces.Members.Create(context.Background(), "wrkspc_1", &claude.AdminWorkspaceMemberCreateParams{
		UserID:        "user_1",
		WorkspaceRole: claude.AssignableWorkspaceRoleWorkspaceDeveloper,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(member.UserID, member.WorkspaceRole)
	// Output: user_1 workspace_developer
}

func ExampleAdminWorkspaceRateLimitService_All() {
	client := claude.NewClient()
	for group, err := range client.Admin.Workspaces.RateLimits.All(context.Background(), "wrkspc_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		for _, limit := range group.Limits {
			fmt.Println(group.Models, limit.Type, limit.Value)
		}
	}
	// Output: [claude-sonnet-5-5] requests_per_minute 400
}

func ExampleAdminWorkspaceServiceAccountService_Create() {
	client := claude.NewClient()
	member, err := client.Admin.Workspaces.ServiceAccounts.Create(context.Background(), "wrkspc_1", &claude.AdminWorkspaceServiceAccountCreateParams{
		ServiceAccountID: "svac_1",
		WorkspaceRole:    claude.AssignableWorkspaceRoleWorkspaceUser,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(member.ServiceAccountID, member.WorkspaceRole)
	// Output: svac_1 workspace_user
}

func ExampleAdminRBACGroupService_Create() {
	client := claude.NewClient()
	group, err := client.Admin.RBACGroups.Create(context.Background(), &claude.AdminRBACGroupCreateParams{Name: "Auditors"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(group.ID, group.Name)
	// Output: group_1 Auditors
}

func ExampleAdminRBACGroupMemberService_All() {
	client := claude.NewClient()
	for member, err := range client.Admin.RBACGroups.Members.All(context.Background(), "group_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(member.Email)
	}
	// Output: ada@example.com
}

func ExampleAdminRBACRoleService_All() {
	client := claude.NewClient()
	for role, err := range client.Admin.RBACRoles.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(role.ID, role.DisplayName)
	}
	// Output: role_1 Auditor
}

func ExampleAdminRBACRolePermissionService_All() {
	client := claude.NewClient()
	for permission, err := range client.Admin.RBACRoles.Permissions.All(context.Background(), "role_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s on %T\n", permission.Action, permission.Resource)
	}
	// Output: usage:read on *claude.OrganizationPermissionResource
}
